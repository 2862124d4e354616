using Talpa.Mpi.Binding;

namespace Talpa.Mpi.Tests.Binding;

/// <summary>What differs between libraries.</summary>
public class MpiTablesTests
{
    [Fact]
    public void Handles_are_those_of_the_headers()
    {
        // MPICH 4.0.2's mpi.h; https://github.com/mpi-forum/mpi-abi-stubs, mpi.h.
        Assert.Equal(new MpiHandles(0x44000000, 0x4c00010d, 0x54000001, StatusIgnore: 1, Funneled: 1), MpiHandles.Of(MpiFamily.Mpich, 0));
        Assert.Equal(new MpiHandles(0x101, 0x247, 0x143, StatusIgnore: 0, Funneled: 1024), MpiHandles.Of(MpiFamily.StandardAbi, 0));
    }

    [Theory]
    [InlineData("Open MPI v4.1.4, package: Debian OpenMPI, ident: 4.1.4, repo rev: v4.1.4, May 26, 2022", "Open MPI v4.1.4")]
    [InlineData("MPICH Version:\t4.0.2\nMPICH Release date:\tThu Apr  7 12:34:45 CDT 2022\nMPICH ABI:\t14:2:2\n", "MPICH 4.0.2")]
    [InlineData("Intel(R) MPI Library 2021.11 for Linux* OS\n", "Intel(R) MPI Library 2021.11 for Linux* OS")]
    public void Versions_are_shown_without_details_of_their_build(string reported, string shown)
    {
        Assert.Equal(shown, MpiVersionText.Shorten(reported));
    }

    [Fact]
    public void A_library_that_does_not_exist_is_refused_in_one_line()
    {
        Assert.SkipUnless(NativeLoader.IsSupported, "this system has no dlopen");
        ClusterException fault = Assert.Throws<ClusterException>(() => MpiLoading.Load("libnowhere.so.1", null));

        Assert.StartsWith("the MPI library 'libnowhere.so.1' can't be loaded: ", fault.Message, StringComparison.Ordinal);
        Assert.EndsWith("; name another one, or one of openmpi, mpich, abi", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_library_the_message_names_the_launcher_and_what_to_install()
    {
        Assert.SkipUnless(NativeLoader.IsSupported, "this system has no dlopen");
        var launcher = new Launcher("some launcher", [MpiFamily.StandardAbi], 0, 2);
        Assert.SkipWhen(MpiLoading.FileNames(MpiFamily.StandardAbi).Any(name => NativeLoader.Load(name, isGlobal: false, out _) != 0), "the library of MPI's binary interface is installed");

        ClusterException fault = Assert.Throws<ClusterException>(() => MpiLoading.Load(null, launcher));

        Assert.StartsWith("no MPI library was found for some launcher: none of libmpi_abi", fault.Message, StringComparison.Ordinal);
        Assert.EndsWith("; install Open MPI (Debian and Ubuntu: apt install openmpi-bin), or name the file of the library", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public void A_library_of_something_else_is_refused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the library is named as on Linux");
        ClusterException fault = Assert.Throws<ClusterException>(() => MpiLoading.Load("libm.so.6", null));

        Assert.Contains("libm.so.6 is no complete MPI library: ", fault.Message);
        Assert.Contains("MPI_Init_thread", fault.Message);
    }
}
