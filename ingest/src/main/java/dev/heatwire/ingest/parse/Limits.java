package dev.heatwire.ingest.parse;

/**
 * The limits for reading a file. Aliases have no limit because they are always rejected.
 *
 * @param articleBytes the maximum size of an article file
 * @param referenceBytes the maximum size of a reference file
 * @param lineLength the maximum length of a YAML line, in code points
 * @param depth the maximum nesting depth of YAML values
 * @param recordBytes the maximum size of a record; by default, brokers reject records over 1 MB
 */
public record Limits(int articleBytes, int referenceBytes, int lineLength, int depth, int recordBytes) {
    public static final Limits STANDARD = new Limits(1 << 20, 8 << 20, 1 << 16, 30, 900_000);
}
