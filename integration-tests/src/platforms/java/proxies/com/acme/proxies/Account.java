package com.acme.proxies;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** An entity with a guarded method; Hibernate makes subclasses of it. */
@Entity
public class Account {

    @Id
    private Long id;

    protected Account() {}

    Account(long id) {
        this.id = id;
    }

    public long pay(long amount) {
        return id + amount;
    }
}
