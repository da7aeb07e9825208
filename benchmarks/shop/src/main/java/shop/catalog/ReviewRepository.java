package shop.catalog;

import shop.Rows;

public interface ReviewRepository extends Rows<Review> {}
