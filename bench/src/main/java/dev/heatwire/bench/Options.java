package dev.heatwire.bench;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What stands behind the name of a benchmark: {@code --name value}, any number of times. */
record Options(Map<String, String> values) {
    /**
     * @param known the benchmarks, and the options of each
     * @throws IllegalArgumentException for anything else, and for an option without a value
     */
    static Options of(String[] arguments, Map<String, List<String>> known) {
        List<String> names = known.get(arguments.length == 0 ? "" : arguments[0]);
        if (names == null) {
            throw new IllegalArgumentException("which benchmark?");
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 1; i < arguments.length; i += 2) {
            String name = arguments[i].replaceFirst("^--", "");
            if (!names.contains(name) || i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " is no option of it, or lacks its value");
            }
            values.put(name, arguments[i + 1]);
        }
        return new Options(values);
    }

    int number(String name, int otherwise) {
        return Integer.parseInt(values.getOrDefault(name, Integer.toString(otherwise)));
    }

    List<Integer> numbers(String name, String otherwise) {
        return Stream.of(values.getOrDefault(name, otherwise).split(","))
                .map(Integer::valueOf)
                .toList();
    }

    Path file(String name, String otherwise) {
        return Path.of(values.getOrDefault(name, otherwise));
    }
}
