package io.fusebox.agent.match.plan;

import io.fusebox.agent.match.Guard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Guards whose pattern names one type, without a wildcard. With {@code +} they are among the {@link SubtypeSearch} too. */
final class NamedGuards implements GuardSearch {
    private final Map<String, List<Guard>> byName = new HashMap<>();

    void add(String type, Guard guard) {
        List<Guard> ofType = byName.get(type);
        if (ofType == null) {
            ofType = new ArrayList<>(1);
            byName.put(type, ofType);
        }
        ofType.add(guard);
    }

    @Override
    public void look(PassingClass passing) {
        List<Guard> named = byName.get(passing.internalName);
        if (named != null) {
            passing.result().guards.addAll(named);
        }
    }

    @Override
    public boolean means(Class<?> loaded, String internalName, boolean jdk) {
        return byName.containsKey(internalName);
    }
}
