package shop.catalog;

import shop.Rows;

public interface CategoryRepository extends Rows<Category> {}
