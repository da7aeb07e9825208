package shop.people;

import org.springframework.stereotype.Service;
import shop.RowService;

@Service
public class TicketService extends RowService<Ticket> {
    public TicketService(TicketRepository rows) {
        super(rows, Ticket::new);
    }

    public String describe(Long id) {
        return "Ticket " + nameOf(id);
    }
}
