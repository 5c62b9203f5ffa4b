package dev.heatwire.bench;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What stands behind the name of a benchmark: {@code --name value}, any number of times. */
record Options(Map<String, String> values) {
    static Options of(String[] arguments) {
        Map<String, String> values = new HashMap<>();
        for (int i = 1; i + 1 < arguments.length; i += 2) {
            values.put(arguments[i].replaceFirst("^--", ""), arguments[i + 1]);
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
