package shop.orders;

import shop.Rows;

public interface PaymentRepository extends Rows<Payment> {}
