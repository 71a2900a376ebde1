import { openWorld } from './world.ts';
import * as z from 'zod';
const t0 = performance.now();
for (let i=0;i<150;i++){
const t=performance.now();
const w = openWorld(i);
const ask = async (m: string,p: string,b?: unknown,h?: any)=> w.time.until(w.send(m,p,b,h).answer);
const a = await ask('POST','/v1/tenants/t1/access',{accountId:'123456789012',blueprint:'tutum',parameters:{}});
const {launchUrl} = z.object({launchUrl:z.string()}).parse(JSON.parse(a.text));
await w.time.until(w.launcher.launch(launchUrl,'123456789012'));
const t1=performance.now();
const c = await ask('POST','/v1/onboardings',{tenantId:'t1',accountId:'123456789012',blueprint:'tutum'});
const t2=performance.now();
if(i===0||c.status!==201) console.log(c.status, c.text.slice(0,300), w.watched.wrong);
const id = JSON.parse(c.text).id;
const d = await ask('DELETE','/v1/onboardings/'+id);
if(i===0||d.status!==200)console.log(d.status, d.text.slice(0,300), w.watched.wrong, w.log());
w.close();
if(i%30===29) console.log(i, process.cpuUsage().user/1000/(i+1))
}
