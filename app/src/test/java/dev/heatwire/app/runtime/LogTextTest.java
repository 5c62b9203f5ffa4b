package dev.heatwire.app.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The log as text, with the layout that the command uses. */
class LogTextTest {
    private static final String CONFIGURATION = """
            <configuration>
              <include resource="logback-text.xml" />
              <root level="INFO"><appender-ref ref="stderr" /></root>
            </configuration>
            """;

    private final LoggerContext context = new LoggerContext();
    private Logger logger;

    @BeforeEach
    void configure() throws JoranException {
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(new ByteArrayInputStream(CONFIGURATION.getBytes(UTF_8)));
        logger = context.getLogger("dev.heatwire.ingest.Ingest");
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\t", "\u001B", "\u009B", "\u0000", "\u202E", "\u2066", "\u2069\u202A"})
    void shouldReplaceControlCharactersOfAMessage(String control) {
        assertThat(text("a" + control + "12:00:00.000 ERROR b", null))
                .matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} WARN  Ingest: a 12:00:00.000 ERROR b\\R");
    }

    @Test
    void shouldKeepOtherCharactersOfAMessage() {
        assertThat(text("日本語 – café {x} 'y' \\n", null)).endsWith(": 日本語 – café {x} 'y' \\n" + System.lineSeparator());
    }

    @Test
    void shouldReplaceControlCharactersOfAnExceptionAndKeepTheLinesOfItsStackTrace() {
        String text = text("failed", new IllegalStateException("a\u001B[2Jb\u202Ec"));

        assertThat(text.lines()).element(1).isEqualTo("java.lang.IllegalStateException: a [2Jb c");
        assertThat(text.lines()).element(2).asString().startsWith("\tat " + LogTextTest.class.getName());
        assertThat(text.lines().filter(line -> line.contains("IllegalStateException")))
                .hasSize(1);
    }

    private String text(String argument, Throwable failure) {
        ConsoleAppender<ILoggingEvent> appender = (ConsoleAppender<ILoggingEvent>)
                context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("stderr");
        ILoggingEvent event =
                new LoggingEvent(getClass().getName(), logger, Level.WARN, "{}", failure, new Object[] {argument});
        return new String(appender.getEncoder().encode(event), UTF_8);
    }
}
