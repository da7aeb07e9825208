package shop.orders;

import shop.Rows;

public interface RefundRepository extends Rows<Refund> {}
