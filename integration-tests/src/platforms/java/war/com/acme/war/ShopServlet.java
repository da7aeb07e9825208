package com.acme.war;

import com.acme.shop.Shop;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The shop in a web application. */
public final class ShopServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient Shop shop = new Shop();

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().print(shop.apply(request.getQueryString()));
    }
}
