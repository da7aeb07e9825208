package com.acme.generated;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** An entity of which Hibernate makes a proxy. */
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
