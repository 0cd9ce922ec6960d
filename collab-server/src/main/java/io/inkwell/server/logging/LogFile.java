package io.inkwell.server.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import io.inkwell.server.config.ConfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.LoggerFactory;

/**
 * The log file of a data folder, {@code logs/inkwell.log}: one line per event, in UTC. Line breaks and other control characters inside an event
 * (an exception has some, a forged request may) are replaced, so that nobody can write a line that looks like one of ours. A new file begins
 * every day and at 20 MB; old ones are compressed and kept for two weeks, 200 MB in all.
 */
public final class LogFile implements AutoCloseable {
    private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z', UTC} %-5level %logger{0} [%thread] "
            + "%replace(%msg){'\\p{Cntrl}', '?'}%replace(%replace( %ex{full}){'\\s*[\\r\\n]+\\s*', ' | '}){'[\\s|]+$', ''}%nopex%n";
    private static final String BYTES_MAX = "20MB";
    private static final String ALL_BYTES_MAX = "200MB";
    private static final int DAYS_MAX = 14;

    private final LoggerContext context;
    private final Path file;

    private LogFile(LoggerContext context, Path file) {
        this.context = context;
        this.file = file;
    }

    /**
     * Sends every log line of this process to the file from now on.
     *
     * @param dataFolder made if it is missing
     * @param level the name of the lowest level that is written, for example {@code INFO}
     * @throws ConfigException if the file cannot be written
     */
    public static LogFile open(Path dataFolder, String level) throws ConfigException {
        Path folder = dataFolder.resolve("logs");
        Path file = folder.resolve("inkwell.log");
        try {
            if (!Files.isDirectory(dataFolder)) {
                Files.createDirectories(dataFolder,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            Files.createDirectories(folder);
            if (!Files.isWritable(folder))
                throw new IOException("it is not writable");
        } catch (IOException e) {
            throw new ConfigException("The log cannot be written to " + folder + " (" + e.getMessage()
                    + "). Check who owns the data folder, or give another one with --data.", e);
        }
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(appender(context, folder, file));
        root.setLevel(Level.toLevel(level, Level.INFO));
        for (String chatty : new String[]{"org.eclipse.jetty", "org.hibernate", "org.flywaydb", "com.zaxxer.hikari",
            "org.postgresql"}) {
            context.getLogger(chatty).setLevel(root.getLevel().isGreaterOrEqual(Level.INFO) ? Level.WARN : Level.INFO);
        }
        return new LogFile(context, file);
    }

    /** Where the log is. */
    public Path path() {
        return file;
    }

    /** Writes what is left and closes the file. */
    @Override
    public void close() {
        context.stop();
    }

    private static RollingFileAppender<ILoggingEvent> appender(LoggerContext context, Path folder, Path file) {
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setFile(file.toString());
        SizeAndTimeBasedRollingPolicy<ILoggingEvent> policy = new SizeAndTimeBasedRollingPolicy<>();
        policy.setContext(context);
        policy.setParent(appender);
        policy.setFileNamePattern(folder.resolve("inkwell-%d{yyyy-MM-dd}.%i.log.gz").toString());
        policy.setMaxFileSize(FileSize.valueOf(BYTES_MAX));
        policy.setTotalSizeCap(FileSize.valueOf(ALL_BYTES_MAX));
        policy.setMaxHistory(DAYS_MAX);
        policy.start();
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setPattern(PATTERN);
        encoder.start();
        appender.setRollingPolicy(policy);
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }
}
