package shop.people;

import shop.Rows;

public interface CustomerRepository extends Rows<Customer> {}
