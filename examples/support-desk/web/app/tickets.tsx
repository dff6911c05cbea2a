import { summarize } from "@/lib/summarize";

interface Ticket {
  id: string;
  body: string;
}

export async function TicketList({ tickets }: { tickets: Ticket[] }) {
  const summaries = await Promise.all(tickets.map((ticket) => summarize(ticket.body)));
  return (
    <ul>
      {tickets.map((ticket, i) => (
        <li key={ticket.id}>{summaries[i]}</li>
      ))}
    </ul>
  );
}

export async function TicketPage({ ticket, thread }: { ticket: Ticket; thread: string }) {
  return <p>{await summarize(thread)}</p>;
}
