package dev.heatwire.app.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Finds the fields of an object that the model of Kubernetes does not have, such as misspelled ones. */
final class UnknownFields {
    private static final String MODEL = "io.fabric8.kubernetes.api.model";

    private UnknownFields() {}

    /** The paths of all unknown fields. */
    static List<String> of(Object object, String path) {
        List<String> unknown = new ArrayList<>();
        if (object instanceof Collection<?> elements) {
            elements.forEach(element -> unknown.addAll(of(element, path)));
        } else if (object instanceof Map<?, ?> entries) {
            entries.forEach((key, value) -> unknown.addAll(of(value, path + "." + key)));
        } else if (object instanceof GenericKubernetesResource) {
            // of an operator's own kind, for which there is no model
            return List.of();
        } else if (object != null && object.getClass().getName().startsWith(MODEL)) {
            for (Method getter : object.getClass().getMethods()) {
                if (isGetter(getter)) {
                    unknown.addAll(ofField(object, getter, path));
                }
            }
        }
        return unknown;
    }

    private static boolean isGetter(Method method) {
        return method.getParameterCount() == 0
                && method.getName().startsWith("get")
                && (Collection.class.isAssignableFrom(method.getReturnType())
                        || Map.class.isAssignableFrom(method.getReturnType())
                        || method.getReturnType().getName().startsWith(MODEL));
    }

    private static List<String> ofField(Object object, Method getter, String path) {
        try {
            Object value = getter.invoke(object);
            if (getter.getName().equals("getAdditionalProperties")) {
                return ((Map<?, ?>) value)
                        .keySet().stream().map(key -> path + "." + key).toList();
            }
            String name = getter.getName().substring("get".length());
            return of(value, path + "." + Character.toLowerCase(name.charAt(0)) + name.substring(1));
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(getter + " failed", e);
        }
    }
}
