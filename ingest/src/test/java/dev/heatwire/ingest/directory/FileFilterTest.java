package dev.heatwire.ingest.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileFilterTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            # include                 | exclude          | path                     | accepted
            *.md                      | ''               | articles/a.md            | true
            *.md                      | ''               | articles/2026/11/a.md    | true
            *.md                      | ''               | articles/a.markdown      | false
            *.md,*.markdown           | ''               | articles/a.markdown      | true
            *.{md,markdown}           | ''               | articles/a.markdown      | true
            *.{md,[mt]xt},*.x         | ''               | articles/a.txt           | true
            *.md                      | ''               | articles/A.MD            | true
            ''                        | ''               | articles/A.Markdown      | true
            ''                        | ''               | articles/a.mdx           | false
            *.md                      | DRAFTS/**        | drafts/a.md              | false
            *.md                      | draft-*          | articles/draft-a.md      | false
            *.md                      | articles/old/**  | articles/old/x/a.md      | false
            *.md                      | articles/old/**  | articles/new/a.md        | true
            articles/**/*.md          | ''               | articles/a.md            | true
            articles/**/*.md          | ''               | articles/x/y/a.md        | true
            articles/20[12]?/**       | ''               | articles/2019/a.md       | true
            articles/20[12]?/**       | ''               | articles/2031/a.md       | false
            *                         | ''               | articles/a.md.tmp        | false
            *                         | ''               | articles/a.md.part       | false
            *                         | ''               | articles/.a.md.swp       | false
            *                         | ''               | articles/a.md~           | false
            *                         | ''               | articles/.hidden         | false
            """, delimiter = '|')
    void shouldAcceptIncludedFilesThatAreNotExcluded(String include, String exclude, String path, boolean accepted) {
        assertThat(FileFilter.of(include, exclude).accepts(Path.of(path))).isEqualTo(accepted);
    }

    @Test
    void shouldRefuseAnInvalidGlob() {
        assertThatExceptionOfType(PatternSyntaxException.class).isThrownBy(() -> FileFilter.of("[a", ""));
    }
}
