package shop;

import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;

/** What all tables have. */
@MappedSuperclass
public abstract class Row {
    @Id
    @GeneratedValue
    private Long id;

    private String name;
    private Instant changed = Instant.EPOCH;

    public Long getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
        this.changed = Instant.now();
    }

    public Instant getChanged() {
        return changed;
    }
}
