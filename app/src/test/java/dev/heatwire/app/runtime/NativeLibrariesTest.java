package dev.heatwire.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NativeLibrariesTest {
    static Stream<Arguments> failures() {
        String library = "/x/libzstd-jni.so: /x/libzstd-jni.so: ";
        return Stream.of(
                Arguments.of(
                        new UnsatisfiedLinkError(library + "failed to map segment from shared object\nUnsupported OS"),
                        "does not let programs run (noexec)"),
                Arguments.of(
                        new UnsatisfiedLinkError(
                                library + "failed to map segment from shared object: Operation not" + " permitted"),
                        "does not let programs run (noexec)"),
                Arguments.of(
                        new ExceptionInInitializerError("Cannot unpack libzstd-jni: No space left on device"),
                        "is full"),
                Arguments.of(new IOException("Disk quota exceeded"), "is full"),
                Arguments.of(new IOException("Read-only file system"), "cannot be written"),
                Arguments.of(
                        new ExceptionInInitializerError("Cannot unpack libzstd-jni: Permission denied"),
                        "cannot be written"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void shouldSayInOneLineWhatIsWrongWithTheTemporaryDirectory(Throwable failure, String reason) {
        assertThat(NativeLibraries.reasonOf(failure))
                .hasLineCount(1)
                .contains(System.getProperty("java.io.tmpdir"))
                .contains(reason)
                .endsWith("HEATWIRE_OPTS=-Djava.io.tmpdir=DIR");
    }
}
