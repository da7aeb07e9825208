package com.acme.generated;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** An entity that Hibernate makes a proxy for. */
@Entity
public class Entry {

    @Id
    private Long id;

    protected Entry() {}

    Entry(long id) {
        this.id = id;
    }

    public String load() {
        return "loaded";
    }
}
