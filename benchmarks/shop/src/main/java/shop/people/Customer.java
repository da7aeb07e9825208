package shop.people;

import jakarta.persistence.Entity;
import shop.Row;

@Entity
public class Customer extends Row {}
