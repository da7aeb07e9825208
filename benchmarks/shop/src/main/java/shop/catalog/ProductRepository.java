package shop.catalog;

import shop.Rows;

public interface ProductRepository extends Rows<Product> {}
