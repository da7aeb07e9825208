package shop.catalog;

import shop.Rows;

public interface StockRepository extends Rows<Stock> {}
