package com.acme.generated;

/** A class that Byte Buddy makes a subclass for. */
public class BuddyDao {
    public String load() {
        return "loaded";
    }
}
