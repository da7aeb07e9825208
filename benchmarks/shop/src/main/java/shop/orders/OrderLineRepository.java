package shop.orders;

import shop.Rows;

public interface OrderLineRepository extends Rows<OrderLine> {}
