package shop.catalog;

import shop.Rows;

public interface ImageRepository extends Rows<Image> {}
