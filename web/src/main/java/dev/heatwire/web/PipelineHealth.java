package dev.heatwire.web;

import java.util.List;
import java.util.function.Supplier;

/** Tells whether the stages of the pipeline are at work, as far as the process that serves the outlets can tell. */
@FunctionalInterface
public interface PipelineHealth extends Supplier<PipelineHealth.Report> {
    /** Where nothing is known of the stages. */
    PipelineHealth UNKNOWN = () -> new Report(true, "", List.of());

    /**
     * What is known at present.
     *
     * @param good whether all stages are at work
     * @param words a short sentence for readers; empty if nothing is known
     * @param stages the stages in the order of the pipeline
     */
    record Report(boolean good, String words, List<StageReport> stages) {}

    /**
     * One stage.
     *
     * @param words how it is, for editors
     */
    record StageReport(String name, boolean good, String words) {}
}
