package shop.orders;

import shop.Rows;

public interface ShipmentRepository extends Rows<Shipment> {}
