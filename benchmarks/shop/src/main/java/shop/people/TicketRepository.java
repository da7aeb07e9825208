package shop.people;

import shop.Rows;

public interface TicketRepository extends Rows<Ticket> {}
