package io.github.netsession.cli;

/** The version of this program, from the manifest of its jar. */
final class ProgramVersion {

    private ProgramVersion() {
    }

    static String text() {
        String version = ProgramVersion.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
