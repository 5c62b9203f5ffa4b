package dev.heatwire.events;

/**
 * The file of an article.
 *
 * @param path relative to the site folder, with forward slashes; {@code topic:KEY} for a record of the input topic
 * @param sha256 of the file's bytes, in hexadecimal
 */
public record Source(String path, String sha256) {
    public Source {
        Validate.text("path", path);
        Validate.text("sha256", sha256);
    }
}
