package shop.people;

import shop.Rows;

public interface WishRepository extends Rows<Wish> {}
