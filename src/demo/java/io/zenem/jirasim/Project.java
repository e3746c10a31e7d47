package io.zenem.jirasim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A project and its keys. Guarded by the lock of {@link Site}. */
final class Project {
    static final String LIVE = "live";
    static final String ARCHIVED = "archived";
    static final String DELETED = "deleted";

    final int id;
    final boolean simplified;
    final int lead;
    final List<String> formerKeys = new ArrayList<>();
    String key;
    String name;
    String state = LIVE;
    private long[] idByNumber = new long[64];
    private int lastNumber;

    Project(int id, String key, String name, boolean simplified, int lead) {
        this.id = id;
        this.key = key;
        this.name = name;
        this.simplified = simplified;
        this.lead = lead;
    }

    boolean live() {
        return state.equals(LIVE);
    }

    /** Takes the next number for an issue. Numbers are never given twice, so a moved issue's old key goes on resolving. */
    int number(long issueId) {
        lastNumber++;
        if (lastNumber >= idByNumber.length) {
            idByNumber = Arrays.copyOf(idByNumber, idByNumber.length * 2);
        }
        idByNumber[lastNumber] = issueId;
        return lastNumber;
    }

    /** The id that the number was given to, 0 if none. */
    long issueId(int number) {
        return number > 0 && number <= lastNumber ? idByNumber[number] : 0;
    }

    boolean answersTo(String someKey) {
        return key.equalsIgnoreCase(someKey)
                || formerKeys.stream().anyMatch(former -> former.equalsIgnoreCase(someKey));
    }
}
