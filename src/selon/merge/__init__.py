"""merge(readings) -> incidents: one page, only order, no logic."""
from __future__ import annotations
from types import SimpleNamespace as N
from selon.merge.told import tell
from selon.merge.threads import find_threads
from selon.merge.across import as_thread, compare_threads, LINE
from selon.merge.cluster import cluster, sorted_pair
from selon.merge.disputes import find_disputes
def merge(readings):
    th={}; T={}
    for rid, r in readings:
        for t in find_threads(tell(rid, r.report, r.claims)):
            x=as_thread(t); th[x.id]=x
            for c in t: T[c.id]=c
    l=list(th.values()); sc={}
    for i,a in enumerate(l):
        for b in l[i+1:]:
            s=compare_threads(a,b)-(0.8 if a.report==b.report else 0)
            sc[sorted_pair(a.id,b.id)]=s
    inc=[N(id='i'+g[0], claims=[c for t in g for c in th[t].claims]) for g in cluster(th, sc, LINE)]
    return N(incidents=inc, disputes=[d for i in inc for d in find_disputes(i.id,[T[c] for c in i.claims])])
