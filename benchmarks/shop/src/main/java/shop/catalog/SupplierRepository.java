package shop.catalog;

import shop.Rows;

public interface SupplierRepository extends Rows<Supplier> {}
