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
    /// <param name="announces">Whether the new rotation is announced: not during a drag, where a live region would read each of many.</param>
    public void Rotate(int yaw, int pitch, bool announces = true) => Rotate(_view.Rotation.By(yaw, pitch), announces);

    /// <summary>Rotates the picture back to its initial position.</summary>
    public void RotateBack() => Rotate(Rotation.Initial, announces: true);

    private void Rotate(Rotation rotation, bool announces)
    {
        if (!IsRotatable)
        {
            return;
        }

        _view = _view with { Rotation = rotation };
        Projection = NewProjection();
        IsGliding = false;
        if (announces)
        {
            Announce(text => text.With("rotation.at", ("yaw", text.Number(rotation.Yaw, 0)), ("pitch", text.Number(rotation.Pitch, 0))));
        }
        else
        {
            Changed?.Invoke();
        }
    }

    private Projection NewProjection() => IsRotatable ? Projection.Of(_view.Rotation) : Projection.Of(Now.Input.Concat(Now.Output), Run.Setup.Dimension);
}
