package shop.people;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import shop.RowController;

@RestController
@RequestMapping("/ticket")
public class TicketController extends RowController<Ticket> {
    public TicketController(TicketService service) {
        super(service);
    }
}
