package dev.heatwire.bench;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The options of a benchmark: {@code --name value}, any number of them. */
record Options(Map<String, String> values) {
    /**
     * @param known the names of the options of each benchmark
     * @throws IllegalArgumentException for an unknown benchmark or option, or an option without a value
     */
    static Options of(String[] arguments, Map<String, List<String>> known) {
        List<String> names = known.get(arguments.length == 0 ? "" : arguments[0]);
        if (names == null) {
            throw new IllegalArgumentException("name a benchmark");
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 1; i < arguments.length; i += 2) {
            String name = arguments[i].replaceFirst("^--", "");
            if (!names.contains(name) || i + 1 == arguments.length) {
                throw new IllegalArgumentException(
                        arguments[i] + " is not an option of " + arguments[0] + ", or has no value");
            }
            values.put(name, arguments[i + 1]);
        }
        return new Options(values);
    }

    int number(String name, int defaultValue) {
        return Integer.parseInt(values.getOrDefault(name, Integer.toString(defaultValue)));
    }

    List<Integer> numbers(String name, String defaultValue) {
        return Stream.of(values.getOrDefault(name, defaultValue).split(","))
                .map(Integer::valueOf)
                .toList();
    }

    Path file(String name, String defaultValue) {
        return Path.of(values.getOrDefault(name, defaultValue));
    }
}
