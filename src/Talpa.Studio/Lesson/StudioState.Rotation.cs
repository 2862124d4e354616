using Talpa.Studio.Drawing;

namespace Talpa.Studio.Lesson;

/// <content>The rotation of three dimensions.</content>
public sealed partial class StudioState
{
    /// <summary>Whether the picture shows three coordinates and can be rotated, instead of a plane of principal components.</summary>
    public bool IsRotatable => Run.Setup.Dimension == 3;

    /// <summary>Rotates the picture.</summary>
    /// <param name="yaw">Degrees by which what is in front moves to the right.</param>
    /// <param name="pitch">Degrees by which what is in front moves downward.</param>
    public void Rotate(int yaw, int pitch) => Rotate(_view.Rotation.By(yaw, pitch));

    /// <summary>Rotates the picture back to its initial position.</summary>
    public void RotateBack() => Rotate(Rotation.Initial);

    private void Rotate(Rotation rotation)
    {
        if (IsRotatable)
        {
            _view = _view with { Rotation = rotation };
            Projection = NewProjection();
            Announce(Story.Text.Text("rotation.at", new Dictionary<string, string>(StringComparer.Ordinal) { ["yaw"] = $"{rotation.Yaw}".Replace('-', '−'), ["pitch"] = $"{rotation.Pitch}".Replace('-', '−') }));
        }
    }

    private Projection NewProjection() => IsRotatable ? Projection.Of(_view.Rotation) : Projection.Of(Now.Input.Concat(Now.Output), Run.Setup.Dimension);
}
