package shop.orders;

import shop.Rows;

public interface PurchaseRepository extends Rows<Purchase> {}
