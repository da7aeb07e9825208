package shop.people;

import shop.Rows;

public interface VisitRepository extends Rows<Visit> {}
