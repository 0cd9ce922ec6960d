package io.inkwell.server;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Where the program starts. Without a command it serves. */
public final class Main {
    /** The exit code after a mistake in the command line. */
    static final int USAGE = CommandLine.ExitCode.USAGE;
    /** The exit code after everything else that went wrong. */
    static final int FAILED = CommandLine.ExitCode.SOFTWARE;

    private Main() {}

    /** Runs a command and ends the process with its exit code, also if other threads still run. */
    public static void main(String[] args) {
        int exitCode;
        try {
            exitCode = commandLine().execute(args.length == 0 ? new String[]{ServeCommand.NAME} : args);
        } catch (Throwable e) {
            System.err.println("inkwell: stopped by an unexpected error: " + e);
            exitCode = FAILED;
        }
        System.exit(exitCode);
    }

    /** The command line with all commands. */
    static CommandLine commandLine() {
        return new CommandLine(new InkwellCommand()).setParameterExceptionHandler(Main::explainMistake)
                .setExecutionExceptionHandler(Main::explainFailure).setCaseInsensitiveEnumValuesAllowed(true);
    }

    private static int explainMistake(ParameterException mistake, String[] args) {
        CommandLine command = mistake.getCommandLine();
        PrintWriter err = command.getErr();
        if (mistake instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
            String typed = unmatched.getUnmatched().getFirst();
            err.println("inkwell: There is no \"" + typed + "\"."
                    + Suggestion.nearest(typed, command.getCommandSpec()).map(meant -> " Did you mean " + meant + "?")
                            .orElse(""));
        } else {
            err.println("inkwell: " + mistake.getMessage());
        }
        err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
        err.flush();
        return USAGE;
    }

    private static int explainFailure(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        command.getErr().println("inkwell: " + Sentences.of(failure));
        command.getErr().flush();
        return FAILED;
    }
}
