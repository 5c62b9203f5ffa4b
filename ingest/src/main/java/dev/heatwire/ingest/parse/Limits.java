package dev.heatwire.ingest.parse;

/**
 * How much a file may ask of its reader. There is no limit for aliases: a value that is larger than what is written is
 * always refused.
 *
 * @param articleBytes the size of an article file
 * @param referenceBytes the size of a reference file
 * @param lineLength of the YAML, in characters
 * @param depth how deep its values may nest
 * @param recordBytes the size of a record on a topic; brokers refuse more than 1 MB unless told otherwise
 */
public record Limits(int articleBytes, int referenceBytes, int lineLength, int depth, int recordBytes) {
    public static final Limits STANDARD = new Limits(1 << 20, 8 << 20, 1 << 16, 30, 900_000);
}
