package dev.heatwire.faults.process;

import dev.heatwire.faults.model.ClassDataArchive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The processes of the stages, each with a state directory that is reused when the stage is started again. */
public final class StageProcesses implements AutoCloseable {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("HEATWIRE_LOG_LEVEL", "INFO", "HEATWIRE_LIBRARY_LOG_LEVEL", "WARN");

    private final Path folder;
    private final Path site;
    private final String servers;
    private final Map<Role, ChildProcess> children = new EnumMap<>(Role.class);
    private final List<ChildProcess> all = new ArrayList<>();

    public StageProcesses(Path folder, Path site, String servers) {
        this.folder = folder;
        this.site = site;
        this.servers = servers;
    }

    /** Starts the stage with the state of the process before it. */
    public ChildProcess start(Role role) throws IOException {
        return startElsewhere(role, folder.resolve("state"));
    }

    /** Starts the stage with another state directory. */
    public ChildProcess startElsewhere(Role role, Path state) throws IOException {
        ChildProcess child = start(role, state, role.command());
        children.put(role, child);
        return child;
    }

    /** Starts one more instance of the stage, with a state of its own. */
    public ChildProcess startAnother(Role role) throws IOException {
        return start(role, folder.resolve("state"), role.command() + "-" + all.size());
    }

    private ChildProcess start(Role role, Path state, String name) throws IOException {
        List<String> command = new ArrayList<>(List.of("dev.heatwire.app.cli.HeatwireCommand", role.command()));
        if (role == Role.INGEST) {
            command.addAll(List.of(site.toString(), "--from-topic"));
        } else {
            command.add("--state-dir=" + state);
        }
        command.add("--bootstrap-servers=" + servers);
        ChildProcess child =
                ChildProcess.start(folder.resolve(name + ".log"), ENVIRONMENT, ClassDataArchive.options(), command);
        all.add(child);
        return child;
    }

    public ChildProcess of(Role role) {
        return children.get(role);
    }

    @Override
    public void close() {
        all.forEach(ChildProcess::close);
    }
}
