package shop.catalog;

import shop.Rows;

public interface PriceRepository extends Rows<Price> {}
