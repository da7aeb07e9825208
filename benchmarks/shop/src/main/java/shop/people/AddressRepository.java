package shop.people;

import shop.Rows;

public interface AddressRepository extends Rows<Address> {}
