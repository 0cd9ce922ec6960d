package io.inkwell.system.hostile;

import io.inkwell.server.config.Limits;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;

/** The limits of a server with some of them changed. */
final class TestLimits {
    private TestLimits() {}

    /** @param changes the names of components and their values */
    static Limits defaultsBut(Map<String, Integer> changes) {
        RecordComponent[] components = Limits.class.getRecordComponents();
        Object[] values = new Object[components.length];
        try {
            for (int i = 0; i < components.length; i++) {
                Object usual = components[i].getAccessor().invoke(Limits.DEFAULT);
                values[i] = changes.getOrDefault(components[i].getName(), (Integer) usual);
            }
            Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return Limits.class.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
