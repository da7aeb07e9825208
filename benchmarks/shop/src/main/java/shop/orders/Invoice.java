package shop.orders;

import jakarta.persistence.Entity;
import shop.Row;

@Entity
public class Invoice extends Row {}
