package shop.orders;

import shop.Rows;

public interface InvoiceRepository extends Rows<Invoice> {}
