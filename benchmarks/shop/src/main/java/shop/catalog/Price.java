package shop.catalog;

import jakarta.persistence.Entity;
import shop.Row;

@Entity
public class Price extends Row {}
