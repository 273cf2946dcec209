/** Cheapest flow through a network of whole numbers, by successive shortest paths: what a seating is found with. Pure. */

type Edge = { readonly to: number; room: number; readonly cost: number; readonly back: number };

/**
 * Costs and rooms are whole numbers, costs from 0. Paths never lead back out of the sink: what has reached it stays, so that places may be opened
 * in rounds and none that was filled is given up for another.
 */
export class Network {
  private readonly edges: Edge[][];
  private readonly source: number;
  private readonly sink: number;

  constructor(nodes: number, source: number, sink: number) {
    this.edges = Array.from({ length: nodes }, () => []);
    this.source = source;
    this.sink = sink;
  }

  /** @returns a handle to ask `used` for. */
  add(from: number, to: number, room: number, cost: number): () => number {
    const edge: Edge = { to, room, cost, back: this.edges[to]!.length };
    const back: Edge = { to: from, room: 0, cost: -cost, back: this.edges[from]!.length };
    this.edges[from]!.push(edge);
    this.edges[to]!.push(back);
    return () => back.room;
  }

  /** Sends as much as there is room for, each unit by the cheapest path there is then. @returns how much. */
  fill(): number {
    for (let sent = 0; ; sent += 1) {
      const path = this.cheapest();
      if (!path) return sent;
      for (const edge of path) {
        edge.room -= 1;
        this.edges[edge.to]![edge.back]!.room += 1;
      }
    }
  }

  /** By Bellman and Ford with a queue: costs back are negative. */
  private cheapest(): Edge[] | null {
    const cost = new Array<number>(this.edges.length).fill(Infinity);
    const through = new Array<Edge | undefined>(this.edges.length);
    const queued = new Set<number>([this.source]);
    cost[this.source] = 0;
    for (const node of queued) {
      queued.delete(node);
      if (node === this.sink) continue;
      for (const edge of this.edges[node]!) {
        const reached = cost[node]! + edge.cost;
        if (edge.room === 0 || reached >= cost[edge.to]!) continue;
        cost[edge.to] = reached;
        through[edge.to] = edge;
        queued.add(edge.to);
      }
    }
    return cost[this.sink] === Infinity ? null : this.pathOf(through);
  }

  private pathOf(through: readonly (Edge | undefined)[]): Edge[] {
    const path: Edge[] = [];
    for (let node = this.sink; node !== this.source; ) {
      const edge = through[node]!;
      path.push(edge);
      node = this.edges[edge.to]![edge.back]!.to;
    }
    return path;
  }
}
