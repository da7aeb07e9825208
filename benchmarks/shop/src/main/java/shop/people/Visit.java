package shop.people;

import jakarta.persistence.Entity;
import shop.Row;

@Entity
public class Visit extends Row {}
